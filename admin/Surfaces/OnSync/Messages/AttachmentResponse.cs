namespace OneLink.Admin.Surfaces.OnSync.Messages;

/// <summary>A file that comes with a message.</summary>
/// <param name="Type"><c>image</c>, <c>document</c>, <c>audio</c> or <c>video</c>.</param>
/// <param name="Url">Where it can be had, for a while.</param>
/// <param name="Name">Of the file.</param>
/// <param name="ContentType">Of the file.</param>
/// <param name="Size">In bytes.</param>
internal sealed record AttachmentResponse(string Type, string Url, string? Name, string? ContentType, long? Size);
