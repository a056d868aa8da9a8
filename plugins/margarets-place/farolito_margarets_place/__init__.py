"""Margaret's Place: a room in the school for young people whom violence has touched."""
