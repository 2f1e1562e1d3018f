"""Who is who: users, organisations, memberships with roles, invitations."""
