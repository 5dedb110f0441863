using System.Globalization;
using Npgsql;
using OneLink.Admin.Hosting;

namespace OneLink.Admin.Database;

/// <summary>A PostgreSQL as a setting names it: <c>postgres://user:password@host:port/database?option=value</c>.</summary>
/// <param name="Name">Without the password, for the log.</param>
/// <param name="Prepares">Whether statements are prepared; null leaves it to what is found out at start.</param>
/// <param name="ConnectionString">For Npgsql.</param>
internal sealed record PostgresAddress(string Name, bool? Prepares, string ConnectionString)
{
    private const int DefaultPort = 5432;
    private const int DefaultPoolSize = 50;
    private const int ConnectSeconds = 5;

    public static bool IsOne(string value)
        => value.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase) || value.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase);

    /// <exception cref="StartupException">Something in it cannot be used; the message names the setting and what, never the password.</exception>
    public static PostgresAddress Read(string setting, string value)
    {
        const string Shape = "postgres://user:password@host:5432/database";
        if (!IsOne(value))
        {
            throw new StartupException($"{setting} must be like {Shape}, or the path of a SQLite file.");
        }

        if (!Uri.TryCreate(value, UriKind.Absolute, out var url) || url.Host.Length == 0)
        {
            throw new StartupException($"{setting} must be like {Shape}. Characters such as @, :, / and # in the password are written as %40, %3A, %2F and %23.");
        }

        var userInfo = url.UserInfo.Split(':', 2);
        var database = Uri.UnescapeDataString(url.AbsolutePath.Trim('/'));
        if (userInfo[0].Length == 0 || database.Length == 0 || database.Contains('/', StringComparison.Ordinal))
        {
            throw new StartupException($"{setting} must name a user and a database, like {Shape}.");
        }

        var builder = new NpgsqlConnectionStringBuilder
        {
            Host = url.IdnHost,
            Port = url.Port < 0 ? DefaultPort : url.Port,
            Username = Uri.UnescapeDataString(userInfo[0]),
            Password = userInfo.Length > 1 ? Uri.UnescapeDataString(userInfo[1]) : null,
            Database = database,
            ApplicationName = "onelink-admin",
            MaxPoolSize = DefaultPoolSize,
            Timeout = ConnectSeconds,
            TcpKeepAlive = true,

            // Nothing is ever set on a session: so nothing has to be undone, and a pooler may give each transaction another one.
            NoResetOnClose = true,
        };
        bool? prepares = null;
        foreach (var pair in url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, text) = pair.Split('=', 2) is [var left, var right] ? (left, Uri.UnescapeDataString(right)) : (pair, "");
            if (string.Equals(name, "prepare", StringComparison.Ordinal))
            {
                prepares = text switch
                {
                    "on" => true,
                    "off" => false,
                    _ => throw Refused(setting, name, text, "on or off"),
                };
            }
            else
            {
                Set(builder, setting, name, text);
            }
        }

        return new PostgresAddress(
            string.Create(CultureInfo.InvariantCulture, $"postgres://{builder.Username}@{builder.Host}:{builder.Port}/{database}"), prepares, builder.ConnectionString);
    }

    private static void Set(NpgsqlConnectionStringBuilder builder, string setting, string name, string text)
    {
        switch (name)
        {
            case "sslmode":
                builder.SslMode = text switch
                {
                    "disable" => SslMode.Disable,
                    "allow" => SslMode.Allow,
                    "prefer" => SslMode.Prefer,
                    "require" => SslMode.Require,
                    "verify-ca" => SslMode.VerifyCA,
                    "verify-full" => SslMode.VerifyFull,
                    _ => throw Refused(setting, name, text, "disable, allow, prefer, require, verify-ca or verify-full"),
                };
                break;
            case "sslrootcert":
                builder.RootCertificate = File.Exists(text) ? text : throw Refused(setting, name, text, "a file that is there");
                break;
            case "pool":
                builder.MaxPoolSize = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size is > 1 and <= 1_000
                    ? size
                    : throw Refused(setting, name, text, "the most connections, from 2 to 1000");
                break;
            case "application_name":
                builder.ApplicationName = text;
                break;
            default:
                throw new StartupException($"{setting} has the option \"{name}\", but those there are: sslmode, sslrootcert, pool, prepare, application_name.");
        }
    }

    private static StartupException Refused(string setting, string name, string text, string wanted)
        => new($"{setting}: {name} must be {wanted}, but is \"{text}\".");
}
