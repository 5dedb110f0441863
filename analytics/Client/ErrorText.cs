using System.Globalization;
using System.Net;

namespace OneLink.Analytics.Client;

/// <summary>Reads ClickHouse's error texts: <c>Code: 60. DB::Exception: Table … does not exist. (UNKNOWN_TABLE) (version 26.7.2.1)</c>.</summary>
internal static class ErrorText
{
    /// <summary>Longest part of an error text kept in an exception; a syntax error repeats the statement, which may be long.</summary>
    private const int MaxMessageLength = 2_000;

    internal static ClickHouseException ToException(HttpStatusCode status, string? codeHeader, string text)
    {
        text = text.Trim();
        var code = int.TryParse(codeHeader, NumberStyles.None, CultureInfo.InvariantCulture, out var fromHeader) ? fromHeader : CodeIn(text);
        var message = text.Length == 0 ? $"ClickHouse answered HTTP {(int)status}." : text.Length <= MaxMessageLength ? text : text[..MaxMessageLength];
        return new ClickHouseException(code, NameIn(text), FailureOf(code, status), message);
    }

    private static int CodeIn(string text)
    {
        const string Prefix = "Code: ";
        var start = text.IndexOf(Prefix, StringComparison.Ordinal);
        if (start < 0)
        {
            return ClickHouseException.NoAnswer;
        }

        start += Prefix.Length;
        var end = start;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        return int.TryParse(text.AsSpan(start, end - start), NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? code : ClickHouseException.NoAnswer;
    }

    /// <summary>The last parenthesis that holds nothing but capitals, digits and underscores.</summary>
    private static string NameIn(string text)
    {
        for (var close = text.LastIndexOf(')'); close > 0; close = text.LastIndexOf(')', close - 1))
        {
            var open = text.LastIndexOf('(', close);
            if (open >= 0 && close - open > 1 && text.AsSpan(open + 1, close - open - 1).IndexOfAnyExcept(NameCharacters) < 0)
            {
                return text[(open + 1)..close];
            }
        }

        return "";
    }

    private static readonly System.Buffers.SearchValues<char> NameCharacters =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");

    private static ClickHouseFailure FailureOf(int code, HttpStatusCode status) => code switch
    {
        ErrorCodes.UnknownTable or ErrorCodes.UnknownDatabase => ClickHouseFailure.SchemaMissing,
        ErrorCodes.UnknownUser or ErrorCodes.WrongPassword or ErrorCodes.RequiredPassword or ErrorCodes.IpAddressNotAllowed
            or ErrorCodes.DatabaseAccessDenied or ErrorCodes.AccessDenied or ErrorCodes.AuthenticationFailed => ClickHouseFailure.Denied,
        ErrorCodes.TimeoutExceeded or ErrorCodes.TooManySimultaneousQueries or ErrorCodes.NoFreeConnection
            or ErrorCodes.SocketTimeout or ErrorCodes.NetworkError or ErrorCodes.NoZooKeeper or ErrorCodes.Aborted
            or ErrorCodes.MemoryLimitExceeded or ErrorCodes.TableIsReadOnly or ErrorCodes.NotEnoughSpace
            or ErrorCodes.TooManyParts or ErrorCodes.AllConnectionTriesFailed or ErrorCodes.TooFewLiveReplicas
            or ErrorCodes.UnsatisfiedQuorum or ErrorCodes.UnknownStatusOfInsert or ErrorCodes.QueryWasCancelled
            or ErrorCodes.CannotScheduleTask or ErrorCodes.ServerOverloaded or ErrorCodes.KeeperException => ClickHouseFailure.Unavailable,
        ClickHouseException.NoAnswer => status switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => ClickHouseFailure.Denied,
            // A proxy in front of ClickHouse, or ClickHouse before it could run anything.
            HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests => ClickHouseFailure.Unavailable,
            >= HttpStatusCode.InternalServerError => ClickHouseFailure.Unavailable,
            _ => ClickHouseFailure.Rejected,
        },
        _ => ClickHouseFailure.Rejected,
    };
}
