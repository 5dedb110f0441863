namespace OneLink.Admin.Sessions;

/// <summary>Marks what a session may do that is in a frame of another site's page, of what is a person's own.</summary>
internal sealed class EmbeddedAllowed;
