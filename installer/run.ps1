<#
.SYNOPSIS
  Sets up this Windows PC once, then does what the word says. Needs Python 3.11 or newer (python.org, 64 bit).
.DESCRIPTION
  installer\run.ps1 demo [ARGS]    the bench on a demo shop      installer\run.ps1 test [ARGS]   the tests (pytest)
  installer\run.ps1 app [ARGS]     the bench window              installer\run.ps1 setup         only set up
  installer\run.ps1 python [ARGS]  the program's own Python      installer\run.ps1 WORD [ARGS]   any command of main.py

  When PowerShell refuses scripts:  powershell -ExecutionPolicy Bypass -File installer\run.ps1 demo
  Same rules as ./run on Linux: every package by hash, a stamp written last. Exit 1: Python is missing or too old;
  2: no word; 3: network, disk. PACKBENCH_VENV puts the environment elsewhere; PACKBENCH_LANG=en speaks English.
  This file stays plain ASCII apart from the Chinese in Say/Stop; it is saved as UTF-8 with BOM, which PowerShell 5.1
  needs to read them.
#>
$ErrorActionPreference = 'Stop'
$Root = Split-Path -Parent (Split-Path -Parent $MyInvocation.MyCommand.Path)
$Lock = Join-Path $Root 'requirements.lock'
$Words = @($args)

function Say([string]$Chinese, [string]$English) {
    if ($env:PACKBENCH_LANG -eq 'en') { Write-Host "== $English" } else { Write-Host "== $Chinese" }
}

function Stop-Here([int]$Status, [string]$Chinese, [string]$English) {
    [Console]::Error.WriteLine("!! $Chinese")
    [Console]::Error.WriteLine("!! $English")
    exit $Status
}

function Test-Python([string]$Program, [string[]]$Before) {
    # Standard error of a native program must not become an exception in PowerShell 5.1.
    $ErrorActionPreference = 'Continue'
    try {
        & $Program @Before -c 'import struct, sys; sys.exit(sys.version_info < (3, 11) or struct.calcsize(chr(80)) != 8)' 2>$null | Out-Null
        return ($LASTEXITCODE -eq 0)
    } catch { return $false }
}

function Find-Python {
    foreach ($version in '3.11', '3.12', '3.13', '3.14') {
        if ((Get-Command py -ErrorAction SilentlyContinue) -and (Test-Python 'py' @("-$version"))) {
            return @('py', "-$version")
        }
    }
    foreach ($name in 'python', 'python3') {
        # The Microsoft Store's placeholder python.exe does not run: Test-Python says no to it.
        if ((Get-Command $name -ErrorAction SilentlyContinue) -and (Test-Python $name @())) { return @($name) }
    }
    Stop-Here 1 '需要 64 位 Python 3.11 或更新版本：请从 python.org 下载安装，勾选 "Add to PATH"。' `
        '64-bit Python 3.11 or newer is needed: install it from python.org and tick "Add to PATH".'
}

function Get-Fingerprint([string]$Python) {
    $hash = (Get-FileHash -Algorithm SHA256 -LiteralPath $Lock).Hash
    $version = & $Python -c 'import sys; print(sys.version)'
    return "$hash $version"
}

function Test-Ready([string]$Python, [string]$Stamp) {
    if (-not (Test-Path -LiteralPath $Stamp) -or -not (Test-Path -LiteralPath $Python)) { return $false }
    return ((Get-Content -LiteralPath $Stamp -Raw).Trim() -eq (Get-Fingerprint $Python).Trim())
}

function Enter-Setup([string]$Path) {
    # One set-up at a time: the file is held open and nobody else may open it.
    $told = $false
    while ($true) {
        try { return [IO.File]::Open($Path, 'OpenOrCreate', 'ReadWrite', 'None') }
        catch [IO.IOException] {
            if (-not $told) { Say '另一个窗口正在安装，请稍候…' 'Another set-up is running; waiting for it...'; $told = $true }
            Start-Sleep -Milliseconds 500
        }
    }
}

function Install-All([string]$Venv, [string]$Python, [string]$Stamp) {
    $began = Get-Date
    $found = @(Find-Python)
    $program = $found[0]
    $before = @($found | Select-Object -Skip 1)
    Remove-Item -LiteralPath $Stamp -ErrorAction SilentlyContinue
    Say '首次运行，正在准备…' 'First start, setting up...'
    if (-not (Test-Path -LiteralPath $Python) -or -not (Test-Python $Python @())) {
        & $program @before -m venv --clear $Venv
        if ($LASTEXITCODE -ne 0) {
            Stop-Here 3 'Python 虚拟环境建立失败：请检查磁盘空间和文件夹权限。' `
                'The Python environment could not be made: check disk space and rights on the folder.'
        }
    }
    Say '正在下载并安装 Python 组件（视网络约 2 分钟）…' 'Downloading and installing the Python packages (about 2 minutes)...'
    & $Python -m pip install --disable-pip-version-check --no-input --quiet --require-hashes --only-binary ':all:' -r $Lock
    if ($LASTEXITCODE -ne 0) {
        Stop-Here 3 'Python 组件没有装上：请检查网络（或公司代理 / pip 镜像设置）后重新运行。' `
            'The Python packages could not be installed: check the network (or proxy and pip mirror), then run this again.'
    }
    Set-Content -LiteralPath "$Stamp.tmp" -Value (Get-Fingerprint $Python) -Encoding UTF8
    Move-Item -LiteralPath "$Stamp.tmp" -Destination $Stamp -Force
    $seconds = [int]((Get-Date) - $began).TotalSeconds
    Say "准备完成，用时 $seconds 秒。" "Ready after $seconds s."
}

if ($Words.Count -eq 0) {
    Get-Help $MyInvocation.MyCommand.Path | Out-String | Write-Host
    exit 2
}
Remove-Item -Path 'Env:PYTHONHOME', 'Env:PYTHONPATH' -ErrorAction SilentlyContinue
$Venv = if ($env:PACKBENCH_VENV) { $env:PACKBENCH_VENV } else { Join-Path $Root '.venv' }
$Python = Join-Path $Venv 'Scripts\python.exe'
$Stamp = Join-Path $Venv 'packbench.stamp'
if (-not (Test-Ready $Python $Stamp)) {
    $held = Enter-Setup "$Venv.lock"
    try { if (-not (Test-Ready $Python $Stamp)) { Install-All $Venv $Python $Stamp } }
    finally { $held.Close() }
}
$env:PYTHONUTF8 = '1' # a console in code page 936 still prints every character
$word = $Words[0]
$rest = @($Words | Select-Object -Skip 1)
switch ($word) {
    'setup' { exit 0 }
    'test' { Push-Location $Root; try { & $Python -m pytest @rest } finally { Pop-Location } }
    'python' { & $Python @rest }
    'app' { & $Python (Join-Path $Root 'main.py') run @rest }
    default { & $Python (Join-Path $Root 'main.py') $word @rest }
}
exit $LASTEXITCODE
