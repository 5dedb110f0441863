using OneLink.Edge.Hosting;

namespace OneLink.Edge.Settings;

/// <summary>
/// Where settings come from: the file that <see cref="SettingsFile.Variable"/> names, and the environment for what the file does not
/// say. The file goes first, since it can change while the process runs.
/// </summary>
internal sealed class SettingsSource(Func<string, string?> environment)
{
    /// <summary>Reads all settings.</summary>
    /// <returns>What they mean, and each variable that was asked for with what it says.</returns>
    /// <exception cref="FormatException">A value cannot be used; the message names the variable and what it takes.</exception>
    /// <exception cref="IOException">The file cannot be read, or the data folder not be made.</exception>
    public (EdgeOptions Options, IReadOnlyDictionary<string, string?> Values) Read()
    {
        IReadOnlyDictionary<string, string>? file = environment(SettingsFile.Variable) is { Length: > 0 } path ? SettingsFile.Read(path) : null;
        var values = new Dictionary<string, string?>(StringComparer.Ordinal);
        EdgeOptions options = EdgeOptions.FromEnvironment(name =>
        {
            string? value = file?.GetValueOrDefault(name) ?? environment(name);
            values[name] = value;
            return value;
        });
        values["ONELINK_EDGE_TOKEN"] = options.Token;
        values["ONELINK_CLICKHOUSE_PASSWORD"] = options.ClickHouse.Password;
        return (options, values);
    }
}
