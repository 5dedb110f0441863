namespace OneLink.Admin.Automation.Macros;

/// <summary>Who finds a macro, as stored.</summary>
internal static class MacroVisibility
{
    /// <summary>Whoever made it.</summary>
    public const long Personal = 0;

    /// <summary>Everybody in the account.</summary>
    public const long Global = 1;

    private static readonly string[] Names = ["personal", "global"];

    public static string NameOf(long visibility) => Names[visibility];

    /// <returns>Null where there is no such visibility.</returns>
    public static long? Find(string name) => Array.IndexOf(Names, name) is >= 0 and var index ? index : null;
}
