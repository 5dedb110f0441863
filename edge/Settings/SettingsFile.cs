namespace OneLink.Edge.Settings;

/// <summary>
/// Settings in a file, a line each: <c>ONELINK_NAME=value</c>, as systemd's <c>EnvironmentFile=</c> and Docker's <c>--env-file</c>
/// read them. Empty lines and those that begin with <c>#</c> or <c>;</c> say nothing; a value may stand in quotes.
/// </summary>
internal static class SettingsFile
{
    /// <summary>The variable that names the file.</summary>
    public const string Variable = "ONELINK_SETTINGS_FILE";

    /// <exception cref="FormatException">A line is none of these; the message tells its number.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IReadOnlyDictionary<string, string> Read(string path)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        int number = 0;
        foreach (string line in File.ReadLines(path))
        {
            number++;
            string text = line.Trim();
            if (text.Length == 0 || text[0] is '#' or ';')
            {
                continue;
            }

            int equals = text.IndexOf('=', StringComparison.Ordinal);
            string name = equals < 0 ? "" : text[..equals].TrimEnd();
            if (name.Length == 0 || !name.All(static c => char.IsAsciiLetterOrDigit(c) || c == '_'))
            {
                throw new FormatException($"{path}, line {number}: a line takes NAME=value, such as ONELINK_LOG_LEVEL=warning");
            }

            values[name] = Unquote(text[(equals + 1)..].Trim());
        }

        return values;
    }

    private static string Unquote(string value) => value is ['"', .., '"'] or ['\'', .., '\''] ? value[1..^1] : value;
}
