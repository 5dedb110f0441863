namespace OneLink.Admin.Validation;

/// <summary>What is wrong with one attribute of a record.</summary>
/// <param name="Attribute">As the APIs name it, e.g. <c>phone_number</c>; empty for the record as a whole.</param>
/// <param name="Code">The kind of fault.</param>
/// <param name="Message">The end of a sentence that the attribute begins: <c>is too long (maximum is 255 characters)</c>.</param>
internal sealed record RecordError(string Attribute, RecordErrorCode Code, string Message)
{
    /// <summary>Of a value that is taken: the record that has it.</summary>
    public long? HeldBy { get; init; }

    /// <summary>The whole sentence: <c>Phone number is invalid</c>.</summary>
    public string FullMessage => Attribute.Length == 0 ? Message : $"{Humanize(Attribute)} {Message}";

    /// <summary><c>inbox_id</c> is "Inbox" in a sentence.</summary>
    private static string Humanize(string attribute)
    {
        const string IdSuffix = "_id";
        var name = attribute.EndsWith(IdSuffix, StringComparison.Ordinal) ? attribute[..^IdSuffix.Length] : attribute;
        var words = name.Replace('_', ' ').Replace('.', ' ');
        return char.ToUpperInvariant(words[0]) + words[1..];
    }
}
