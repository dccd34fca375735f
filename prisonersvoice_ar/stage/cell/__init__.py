"""The cell: geometry from a CellPlan, baked light, and the Panda3D nodes that show both."""
