using System.Globalization;
using System.Net;
using StackExchange.Redis;

namespace OneLink.Admin.Redis;

/// <summary>
/// Reads where Redis is: <c>redis://[user][:password@]host[:port][/db]</c> (<c>rediss</c> for TLS), or a connection string of
/// StackExchange.Redis, which names the servers of a Cluster, or Sentinels with a <c>serviceName</c>.
/// </summary>
internal static class RedisAddress
{
    private const int DefaultPort = 6379;
    private const int ConnectMilliseconds = 2_000;

    /// <summary>What the client itself waits for; who asks waits less (<see cref="RedisPatience"/>).</summary>
    private const int AnswerMilliseconds = 5_000;

    private const int FirstReconnectMilliseconds = 250;
    private const int LastReconnectMilliseconds = 2_000;

    /// <exception cref="FormatException">What is wrong with it, without the password that may be in it.</exception>
    public static ConfigurationOptions Read(string text)
    {
        var options = text.Contains("://", StringComparison.Ordinal) ? OfUrl(text) : OfConnectionString(text);

        // Redis that is away at start, or later, is no error: the connection is made when it comes.
        options.AbortOnConnectFail = false;
        options.BacklogPolicy = BacklogPolicy.FailFast;
        options.ReconnectRetryPolicy = new ExponentialRetry(FirstReconnectMilliseconds, LastReconnectMilliseconds);
        options.ClientName ??= "onelink-admin";
        return options;
    }

    private static ConfigurationOptions OfUrl(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("redis" or "rediss") || url.Host.Length == 0
            || url is not { Query: "", Fragment: "" })
        {
            throw new FormatException("it is no address such as redis://:password@host:6379/0");
        }

        var options = New();
        options.EndPoints.Add(url.DnsSafeHost, url.Port < 0 ? DefaultPort : url.Port);
        options.Ssl = url.Scheme == "rediss";
        if (url.AbsolutePath.Trim('/') is { Length: > 0 } database)
        {
            options.DefaultDatabase = int.TryParse(database, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : throw new FormatException("the database behind the / must be a number");
        }

        if (url.UserInfo.Split(':', 2) is [var user, var password])
        {
            options.User = user.Length > 0 ? Uri.UnescapeDataString(user) : null;
            options.Password = Uri.UnescapeDataString(password);
        }
        else if (url.UserInfo.Length > 0)
        {
            throw new FormatException("a password is written behind a colon, as in redis://:password@host");
        }

        return options;
    }

    private static ConfigurationOptions OfConnectionString(string text)
    {
        ConfigurationOptions options;
        try
        {
            options = ConfigurationOptions.Parse(text, ignoreUnknown: false);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or OverflowException)
        {
            throw new FormatException(exception.Message.ReplaceLineEndings(" "), exception);
        }

        if (options.EndPoints.Count == 0)
        {
            throw new FormatException("it names no server");
        }

        for (var i = 0; i < options.EndPoints.Count; i++)
        {
            // Not repeated: what is no server may well be a password.
            if (options.EndPoints[i] is DnsEndPoint server && Uri.CheckHostName(server.Host) == UriHostNameType.Unknown)
            {
                throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"the server that it names in place {i + 1} is no host and port"));
            }
        }

        var defaults = New();
        options.ConnectTimeout = text.Contains("connectTimeout", StringComparison.OrdinalIgnoreCase) ? options.ConnectTimeout : defaults.ConnectTimeout;
        return options;
    }

    private static ConfigurationOptions New() => new() { ConnectTimeout = ConnectMilliseconds, AsyncTimeout = AnswerMilliseconds };
}
