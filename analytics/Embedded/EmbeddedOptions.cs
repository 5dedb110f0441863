using System.Globalization;
using System.Net;
using OneLink.Analytics.Embedded.Connections;
using OneLink.Analytics.Embedded.Native;

namespace OneLink.Analytics.Embedded;

/// <summary>Where the host listens, what it keeps and who may use it; from the environment.</summary>
internal sealed record EmbeddedOptions
{
    internal required IPAddress Address { get; init; }

    internal required int Port { get; init; }

    /// <summary>The engine's folder.</summary>
    internal required string DataPath { get; init; }

    /// <summary>Path of libchdb.so.</summary>
    internal required string Library { get; init; }

    internal required string User { get; init; }

    internal required string Password { get; init; }

    internal required EngineLimits Limits { get; init; }

    /// <exception cref="StartupException">A value is missing or cannot be read.</exception>
    internal static EmbeddedOptions FromEnvironment()
    {
        var data = Path.GetFullPath(Variable("ONELINK_DATA") ?? ".onelink");
        var listen = Variable("ONELINK_LISTEN") ?? "127.0.0.1";
        var port = Variable("ONELINK_CLICKHOUSE_PORT") ?? "8123";
        var limits = EngineLimits.ForThisMachine();
        return new EmbeddedOptions
        {
            Address = IPAddress.TryParse(listen, out var address) ? address : throw new StartupException($"ONELINK_LISTEN='{listen}' is no IP address."),
            Port = ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : throw new StartupException($"ONELINK_CLICKHOUSE_PORT='{port}' is no port number."),
            DataPath = Path.Combine(data, "clickhouse"),
            Library = Variable("ONELINK_CHDB_LIB") ?? LibraryLocation.Default,
            User = Variable("ONELINK_CLICKHOUSE_USER") ?? "onelink",
            Password = ReadPassword(data),
            Limits = Variable("ONELINK_CLICKHOUSE_MEMORY") is { } memory ? limits with { MemoryBytes = ReadMebibytes(memory) } : limits,
        };
    }

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    /// <summary>There is no default: whoever reaches the port may read files of this machine through the engine.</summary>
    private static string ReadPassword(string data)
    {
        if (Variable("ONELINK_CLICKHOUSE_PASSWORD") is { } password)
        {
            return password;
        }

        var file = Path.Combine(data, "secrets", "clickhouse-password");
        try
        {
            return File.ReadAllText(file).Trim() is { Length: > 0 } text
                ? text
                : throw new StartupException($"The password file {file} is empty.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"No password: set ONELINK_CLICKHOUSE_PASSWORD or make {file} readable.");
        }
    }

    private static long ReadMebibytes(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var mebibytes) && mebibytes >= 512
            ? mebibytes * 1024L * 1024
            : throw new StartupException($"ONELINK_CLICKHOUSE_MEMORY='{text}' is no number of MiB from 512 upwards.");
}
