"""What a publication needs: categories, agreement, exports. Figures and pages live elsewhere."""
