"""Bars are found at any tilt and turned upright; what is no bars gives no patch."""

import cv2
import numpy as np
import pytest

from scanners.bars import patches
from scanners.engines import zxing
from tests.scanners.labels import symbol


@pytest.mark.parametrize("degrees", [0, 17, 33, 58, 90, 124, 163])
def test_a_tilted_code_is_cut_out_upright_and_its_box_goes_back(degrees: int) -> None:
    scene = np.full((700, 900), 255, np.uint8)
    label = symbol("Code 128", "SF1234567890123")
    scene[250 : 250 + label.shape[0], 150 : 150 + label.shape[1]] = label
    middle = (150 + label.shape[1] / 2, 250 + label.shape[0] / 2)
    matrix = cv2.getRotationMatrix2D(middle, degrees, 1.0)
    turned = np.asarray(cv2.warpAffine(scene, matrix, (900, 700), borderValue=(255,)), np.uint8)
    patch, back = next(patches(turned))
    found = [back(one) for one in zxing(patch, rotate=False)]
    assert [one.text for one in found] == ["SF1234567890123"]
    centre = np.mean(found[0].box, axis=0)
    assert np.hypot(*(centre - middle)) < 40


def test_paper_and_noise_have_no_bars() -> None:
    assert list(patches(np.full((300, 400), 240, np.uint8))) == []
    noise = np.random.default_rng(1).integers(100, 140, (300, 400)).astype(np.uint8)
    assert list(patches(noise)) == []


def test_a_tiny_picture_is_no_trouble() -> None:
    assert list(patches(np.zeros((3, 5), np.uint8))) == []
