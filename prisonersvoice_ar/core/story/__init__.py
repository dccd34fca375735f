"""The story engine: (scene, state, input, now) → (state, effects). Pure; time is an argument."""
