using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.Net.Http.Headers;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Json;

/// <summary>Reads a request's body as JSON: size, content type, encoding and syntax, each with its own problem.</summary>
internal static class JsonBodyReader
{
    /// <summary>Largest body that is one object, in bytes.</summary>
    public const int ObjectLimit = 1024 * 1024;

    private static readonly JsonDocumentOptions Strict = new() { AllowTrailingCommas = false, CommentHandling = JsonCommentHandling.Disallow, MaxDepth = 64 };

    /// <param name="request">Request whose body has not been read.</param>
    /// <param name="bulkLimit">Largest body that is a bulk of objects (<see cref="BulkShape"/>), in bytes; 0 where none is expected.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <param name="bulkMember">Name of the array in an object that is a bulk.</param>
    /// <returns>A body that the caller disposes, or the problem to answer with.</returns>
    public static async Task<JsonBodyResult> ReadAsync(
        HttpRequest request, int bulkLimit, CancellationToken cancellationToken, string bulkMember = "links")
    {
        if (ContentProblem(request) is { } unsupported)
        {
            return new JsonBodyResult(unsupported);
        }

        var bytes = await ReadBytesAsync(request, bulkLimit, bulkMember, cancellationToken);
        if (bytes is null)
        {
            return new JsonBodyResult(KnownProblems.TooLarge(bulkLimit == 0
                ? "The body may have at most 1 MiB."
                : "One object may have at most 1 MiB, an array at most 64 MiB. Send more links in several calls."));
        }

        return Parse(bytes.Value);
    }

    /// <summary>Parses bytes that are already there, such as a line of NDJSON.</summary>
    public static JsonBodyResult Parse(ReadOnlyMemory<byte> bytes)
    {
        // The parser checks strings only when they are read; a body is either all UTF-8 or refused.
        if (!Utf8.IsValid(bytes.Span))
        {
            return new JsonBodyResult(KnownProblems.MalformedJson("The body is not valid UTF-8."));
        }

        if (bytes.Span.StartsWith("\uFEFF"u8))
        {
            bytes = bytes[3..];
        }

        try
        {
            var document = JsonDocument.Parse(bytes, Strict);
            if (NulText.MayBeIn(bytes.Span) && NulText.ProblemOf(document.RootElement) is { } refused)
            {
                document.Dispose();
                return new JsonBodyResult(refused);
            }

            return new JsonBodyResult(new JsonBody(document));
        }
        catch (JsonException exception)
        {
            return new JsonBodyResult(KnownProblems.MalformedJson(bytes.IsEmpty ? "The body is empty." : Describe(exception)));
        }
    }

    [SuppressMessage("Performance", "CA1859:Use concrete types when possible", Justification = "Nullable value tells 'too large' apart.")]
    private static async Task<ReadOnlyMemory<byte>?> ReadBytesAsync(
        HttpRequest request, int bulkLimit, string bulkMember, CancellationToken cancellationToken)
    {
        var limit = Math.Max(ObjectLimit, bulkLimit);
        if (request.ContentLength > limit)
        {
            return null;
        }

        var buffer = new byte[Math.Min(request.ContentLength ?? 16 * 1024, ObjectLimit) + 1];
        var length = 0;
        var isBulk = false;
        while (true)
        {
            var read = await request.Body.ReadAsync(buffer.AsMemory(length), cancellationToken);
            if (read == 0)
            {
                return buffer.AsMemory(0, length);
            }

            length += read;
            if (length > ObjectLimit && !isBulk)
            {
                isBulk = bulkLimit > 0 && BulkShape.BeginsBulk(buffer.AsSpan(0, length), bulkMember);
                if (!isBulk)
                {
                    return null;
                }
            }

            if (length > limit)
            {
                return null;
            }

            if (length == buffer.Length)
            {
                // Memory follows what has arrived, not what Content-Length promises.
                Array.Resize(ref buffer, Math.Min(buffer.Length * 2, limit + 1));
            }
        }
    }

    private static Problem? ContentProblem(HttpRequest request)
    {
        if (request.Headers.ContentEncoding is { Count: > 0 } encoding && !string.Equals(encoding.ToString(), "identity", StringComparison.OrdinalIgnoreCase))
        {
            return KnownProblems.UnsupportedMediaType($"Content-Encoding {encoding} is not supported. Send the body as it is.");
        }

        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type))
        {
            return KnownProblems.UnsupportedMediaType("Send Content-Type: application/json.");
        }

        var isJson = type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase);
        if (!isJson)
        {
            return KnownProblems.UnsupportedMediaType($"The content type {type.MediaType} is not supported. Send application/json.");
        }

        return type.Charset.HasValue && !type.Charset.Value!.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase)
            ? KnownProblems.UnsupportedMediaType($"The charset {type.Charset} is not supported. JSON is UTF-8.")
            : null;
    }

    private static string Describe(JsonException exception)
        => exception.LineNumber is { } line && exception.BytePositionInLine is { } column
            ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"The syntax error is in line {line + 1}, at byte {column + 1}.")
            : "The body cannot be parsed.";
}
