"""SOURCE TREE -> INSTALLERS: used by build_installer.py alone, standard library only, never shipped."""
