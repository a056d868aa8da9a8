"""What leaves Farolito: answers to those who may have them, forms in the formats of other programmes."""
