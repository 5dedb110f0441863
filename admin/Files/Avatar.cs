using OneLink.Admin.Validation;

namespace OneLink.Admin.Files;

/// <summary>A picture of somebody or something: a file of ours, or just an address elsewhere.</summary>
internal readonly record struct Avatar(long? FileId, string? Url)
{
    public static Avatar None => default;

    /// <param name="uploaded">A picture that was sent along, or taken away; wins.</param>
    /// <param name="url">An address that was given.</param>
    /// <returns>This picture, or the one that takes its place.</returns>
    public Avatar Or(Given<Avatar> uploaded, Given<string?> url)
        => uploaded.IsGiven ? uploaded.Value
            : url.IsGiven && !string.Equals(url.Value, Url, StringComparison.Ordinal) ? new Avatar(FileId: null, url.Value)
            : this;
}
