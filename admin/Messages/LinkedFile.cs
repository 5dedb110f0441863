using System.Text.Json.Nodes;

namespace OneLink.Admin.Messages;

/// <summary>A file that comes with a message and lies elsewhere.</summary>
/// <param name="FileType">image, audio, video, file, location, …</param>
/// <param name="Url">Where; null where only the channel can fetch it.</param>
/// <param name="Title">As people call it; null where nobody does.</param>
/// <param name="Meta">What the channel knows of it.</param>
internal sealed record LinkedFile(string FileType, string? Url, string? Title, JsonObject? Meta)
{
    /// <summary>Whether it does not lie there for long, and is to be fetched.</summary>
    public bool IsFetched { get; init; }
}
