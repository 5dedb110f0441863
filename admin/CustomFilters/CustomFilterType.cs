namespace OneLink.Admin.CustomFilters;

/// <summary>What a saved filter finds, as stored.</summary>
internal static class CustomFilterType
{
    public const long Conversation = 0;

    private static readonly string[] Names = ["conversation", "contact", "report"];

    public static string NameOf(long type) => Names[type];

    /// <summary>By its name, or by its number as text.</summary>
    /// <returns>Null where there is no such type.</returns>
    public static long? Find(string text)
        => Array.FindIndex(Names, name => string.Equals(name, text, StringComparison.Ordinal)) is >= 0 and var index ? index
            : text is [>= '0' and <= '2'] ? text[0] - '0'
            : null;
}
