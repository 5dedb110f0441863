namespace OneLink.Admin.Channels;

/// <summary>How a file that only its provider can give out is kept with its attachment until it is fetched.</summary>
internal static class ChannelMedia
{
    /// <summary>In the attachment's <c>meta</c>: by which the provider names it.</summary>
    public const string Id = "media_id";
}
