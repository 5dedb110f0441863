namespace OneLink.Admin.Channels.Sending;

/// <summary>A file that goes along, which the provider fetches for itself.</summary>
/// <param name="Kind"><c>image</c>, <c>audio</c>, <c>video</c> or <c>file</c>.</param>
/// <param name="Url">Where.</param>
/// <param name="Name">As people call it; null where nobody does.</param>
internal sealed record OutgoingFile(string Kind, string Url, string? Name);
