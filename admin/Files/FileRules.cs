namespace OneLink.Admin.Files;

/// <summary>What may be stored for a purpose, and how a refusal is worded.</summary>
/// <param name="Attribute">As the APIs name it.</param>
/// <param name="MaxBytes">Largest file.</param>
/// <param name="Accepts">Whether this kind of content may be stored.</param>
/// <param name="TooLarge">The end of a sentence that the attribute begins.</param>
/// <param name="WrongType">The same, for content that is not accepted or cannot be told.</param>
internal sealed record FileRules(string Attribute, long MaxBytes, Func<string, bool> Accepts, string TooLarge, string WrongType)
{
    private const long Mebibyte = 1024 * 1024;

    /// <summary>What comes with a message: whatever can be told and is no program.</summary>
    public static FileRules Attachment { get; } = new("file", 40 * Mebibyte, static _ => true, "size is too big", "type not supported");

    /// <summary>The picture of a contact, an inbox, a bot or a person.</summary>
    public static FileRules Avatar { get; } = new(
        "avatar", 15 * Mebibyte, static type => type is "image/png" or "image/jpeg" or "image/gif" or "image/webp", "is too big", "filetype not supported");
}
