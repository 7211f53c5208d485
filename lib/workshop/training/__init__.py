"""How the models in data/models are made; PyTorch is needed for nothing else."""
