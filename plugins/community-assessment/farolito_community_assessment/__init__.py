"""What a school community has and needs: asked once a year, and told to everybody."""
