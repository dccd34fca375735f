"""From the author's document to the core's scene: references checked, files found, ways out proved."""
