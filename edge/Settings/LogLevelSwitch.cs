namespace OneLink.Edge.Settings;

/// <summary>How much the process logs (<c>ONELINK_LOG_LEVEL</c>). One for the process, as its output is.</summary>
internal static class LogLevelSwitch
{
    private static volatile int _level = (int)LogLevel.Information;

    public static LogLevel Level
    {
        get => (LogLevel)_level;
        set => _level = (int)value;
    }

    /// <summary>The framework speaks up from warnings on, whatever is set.</summary>
    public static bool Allows(string? category, LogLevel level)
        => level >= Level && (level >= LogLevel.Warning || category is null || !(IsOf(category, "Microsoft") || IsOf(category, "System")));

    private static bool IsOf(string category, string root)
        => category.StartsWith(root, StringComparison.Ordinal) && (category.Length == root.Length || category[root.Length] == '.');
}
