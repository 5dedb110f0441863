namespace OneLink.Admin.Files;

/// <summary>What is known of a picture that was read.</summary>
/// <param name="Width">Of the picture as people see it, in pixels.</param>
/// <param name="Height">Of the picture as people see it, in pixels.</param>
/// <param name="Small">The picture made small, as WebP; null where it has too many pixels or cannot be decoded.</param>
internal sealed record Thumbnail(int Width, int Height, byte[]? Small);
