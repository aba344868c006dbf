"""What the shop knows and decides: no Qt, no serial ports, no cv2, no printer bytes."""
