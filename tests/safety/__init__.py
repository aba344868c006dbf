"""What no single room can show: nobody is named, hostile text does nothing, killed work adds up, each role is held."""
