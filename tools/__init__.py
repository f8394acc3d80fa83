"""What makes files of this repository: templates, pages, pictures. Nothing here is needed to run the program."""
