using Microsoft.Extensions.Primitives;
using OneLink.Analytics.Embedded.Connections;

namespace OneLink.Analytics.Embedded.Http;

/// <summary>What a request asks for, apart from the statement's text in its body.</summary>
internal sealed class StatementRequest
{
    private const string ParameterPrefix = "param_";

    /// <summary>Names in the address that belong to HTTP, not to the engine's settings.</summary>
    private static readonly HashSet<string> NotSettings = new(StringComparer.Ordinal)
    {
        "query", "query_id", "database", "default_format", "user", "password", "quota_key", "role", "stacktrace",
        "wait_end_of_query", "buffer_size", "readonly",
    };

    /// <summary>Longest query id that is taken over; it goes into a header and into the engine.</summary>
    private const int MaxQueryIdLength = 128;

    private StatementRequest(HttpRequest request)
    {
        var query = request.Query;
        QueryId = query.TryGetValue("query_id", out var id) ? CheckedQueryId(id.ToString()) : Guid.NewGuid().ToString();
        Text = query["query"].ToString();
        Database = First(query["database"], request.Headers["X-ClickHouse-Database"], "default");
        Format = First(query["default_format"], request.Headers["X-ClickHouse-Format"], "TabSeparated");
        WaitForEnd = query["wait_end_of_query"] == "1";
        Compress = query["enable_http_compression"] is var asked && (asked == "1" || asked == "true") && AcceptsGzip(request);
        // A safe method must not change anything, whoever sends it.
        ReadOnly = !HttpMethods.IsPost(request.Method) ? "2" : query.TryGetValue("readonly", out var wanted) ? wanted.ToString() : null;
        foreach (var (name, values) in query)
        {
            Take(name, values.ToString());
        }
    }

    /// <summary>Statement in the address; empty when it is in the body.</summary>
    internal string Text { get; private set; }

    internal string QueryId { get; }

    internal string Database { get; }

    /// <summary>Output format of statements that name none.</summary>
    internal string Format { get; }

    /// <summary>Hold the answer back until the statement is done, so that a late error is a proper one.</summary>
    internal bool WaitForEnd { get; }

    /// <summary>Gzip the answer.</summary>
    internal bool Compress { get; }

    /// <summary>The engine's <c>readonly</c>: 1 reads only, 2 reads and settings; null without.</summary>
    internal string? ReadOnly { get; }

    internal List<KeyValuePair<string, string>> Settings { get; } = [];

    /// <summary>Values of <c>{name:Type}</c> places, in ClickHouse's escaped form, untouched.</summary>
    internal List<KeyValuePair<string, string>> Parameters { get; } = [];

    /// <exception cref="EngineException">Something is asked for that the host does not have.</exception>
    internal static StatementRequest Read(HttpRequest request) => new(request);

    /// <summary>Statement and parameters may also come as a form, which has no limit of length.</summary>
    internal void TakeForm(IFormCollection form)
    {
        foreach (var (name, values) in form)
        {
            if (name == "query")
            {
                Text += values.ToString();
            }
            else if (name.StartsWith(ParameterPrefix, StringComparison.Ordinal))
            {
                Take(name, values.ToString());
            }
        }
    }

    private void Take(string name, string value)
    {
        if (name.StartsWith(ParameterPrefix, StringComparison.Ordinal))
        {
            Parameters.Add(new(name[ParameterPrefix.Length..], value));
        }
        else if (name is "session_id" or "session_timeout" or "session_check")
        {
            throw EngineException.Of(EngineError.NotImplemented, "Sessions are not kept by the embedded engine; every request stands alone.");
        }
        else if (name is "compress" or "decompress")
        {
            if (value == "1")
            {
                throw EngineException.Of(EngineError.NotImplemented, "ClickHouse's own block compression is not available in the embedded engine; use gzip, deflate or br of HTTP.");
            }
        }
        else if (!NotSettings.Contains(name))
        {
            Settings.Add(new(CheckedName(name), value));
        }
    }

    /// <summary>The name becomes part of a SET statement, hence nothing but a name is let through.</summary>
    private static string CheckedName(string name) =>
        name.Length > 0 && name.All(character => char.IsAsciiLetterOrDigit(character) || character == '_') && !char.IsAsciiDigit(name[0])
            ? name
            : throw EngineException.Of(EngineError.UnknownSetting, $"Setting '{string.Concat(name.Take(64).Where(char.IsAscii))}' is neither a builtin setting nor started with the prefix 'param_'.");

    private static string CheckedQueryId(string id) =>
        id.Length is > 0 and <= MaxQueryIdLength && id.All(character => character is > ' ' and < '\x7F')
            ? id
            : throw EngineException.Of(EngineError.BadArguments, $"query_id must be 1 to {MaxQueryIdLength} printable ASCII characters without blanks.");

    private static string First(StringValues address, StringValues header, string otherwise) =>
        address.ToString() is { Length: > 0 } first ? first : header.ToString() is { Length: > 0 } second ? second : otherwise;

    private static bool AcceptsGzip(HttpRequest request) =>
        request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase);
}
