using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using OneLink.Analytics.Embedded.Connections;
using OneLink.Analytics.Embedded.Statements;

namespace OneLink.Analytics.Embedded.Http;

/// <summary>
/// The answer to one statement. The first part of a result is held back: a result that ends within it gets exact headers,
/// and an error in it a proper status. What is larger is sent on as it comes.
/// </summary>
internal sealed class StatementResponse : IDisposable
{
    /// <summary>Held back before the answer starts; with wait_end_of_query more, yet memory stays bounded.</summary>
    private const int HeldBytes = 256 * 1024;
    private const int HeldBytesWhenWaiting = 8 * 1024 * 1024;

    /// <summary>Sixteen letters, made anew for each answer, so that no row can look like the error at its end.</summary>
    private const int TagLength = 16;

    private readonly HttpResponse _response;
    private readonly StatementRequest _request;
    private readonly TimeProvider _time;
    private readonly long _began;
    private readonly string _tag;
    private ArrayBufferWriter<byte>? _held = new();
    private GZipStream? _gzip;
    private StatementCost _cost;

    internal StatementResponse(HttpResponse response, StatementRequest request, TimeProvider time)
    {
        _response = response;
        _request = request;
        _time = time;
        _began = time.GetTimestamp();
        _tag = System.Security.Cryptography.RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz", TagLength);
    }

    internal string QueryId => _request.QueryId;

    /// <summary>Output format, which decides the media type.</summary>
    internal string Format { get; set; } = "TabSeparated";

    /// <summary>Adds a chunk's cost; of those that come after the answer began, nobody learns.</summary>
    internal void Add(StatementCost cost) => _cost += cost;

    /// <summary>Adds output. The span is copied.</summary>
    internal ValueTask WriteAsync(ReadOnlySpan<byte> output, CancellationToken cancellationToken)
    {
        if (_held is not null)
        {
            _held.Write(output);
            return _held.WrittenCount <= (_request.WaitForEnd ? HeldBytesWhenWaiting : HeldBytes) ? ValueTask.CompletedTask : BeginAsync(cancellationToken);
        }

        Put(output);
        return FlushAsync(cancellationToken);
    }

    /// <summary>Sends what is held back and ends the answer.</summary>
    internal async ValueTask CompleteAsync(CancellationToken cancellationToken)
    {
        if (_held is { } held)
        {
            if (!_request.Compress || held.WrittenCount == 0)
            {
                _response.ContentLength = held.WrittenCount;
            }

            await BeginAsync(cancellationToken);
        }

        if (_gzip is not null)
        {
            await _gzip.DisposeAsync();
            _gzip = null;
        }

        await FlushAsync(cancellationToken);
    }

    /// <summary>
    /// Tells of a failure: with a status when the answer has not begun, else in a marked block at its end. In the second
    /// case the request has to end with an exception, so that no client takes the rows for all of them.
    /// </summary>
    /// <returns>Whether the answer had not begun.</returns>
    internal async Task<bool> FailAsync(EngineException failure, string version)
    {
        var text = failure.Message.Contains("(version ", StringComparison.Ordinal) ? failure.Message : $"{failure.Message} (version {version})";
        if (_held is null)
        {
            var message = $"{text}\n";
            var block = $"\r\n__exception__\r\n{_tag}\r\n{message}{Encoding.UTF8.GetByteCount(message)} {_tag}\r\n__exception__\r\n";
            Put(Encoding.UTF8.GetBytes(block));
            if (_gzip is not null)
            {
                await _gzip.DisposeAsync();
                _gzip = null;
            }

            await FlushAsync(CancellationToken.None);
            return false;
        }

        _held = null;
        _response.StatusCode = StatusOf.Error(failure.Code);
        _response.Headers["X-ClickHouse-Exception-Code"] = failure.Code.ToString(CultureInfo.InvariantCulture);
        _response.Headers["X-ClickHouse-Query-Id"] = _request.QueryId;
        await ErrorText.WriteAsync(_response, text);
        return true;
    }

    public void Dispose() => _gzip?.Dispose();

    private ValueTask BeginAsync(CancellationToken cancellationToken)
    {
        var headers = _response.Headers;
        headers["X-ClickHouse-Query-Id"] = _request.QueryId;
        headers["X-ClickHouse-Format"] = Format;
        headers["X-ClickHouse-Exception-Tag"] = _tag;
        headers["X-ClickHouse-Summary"] = Summary();
        _response.ContentType = OutputFormat.MediaTypeOf(Format);
        var held = _held!;
        _held = null;
        if (_request.Compress && held.WrittenCount > 0)
        {
            headers.ContentEncoding = "gzip";
            headers.Vary = "Accept-Encoding";
            _gzip = new GZipStream(new PipeStream(_response.BodyWriter), CompressionLevel.Fastest);
        }

        Put(held.WrittenSpan);
        return FlushAsync(cancellationToken);
    }

    private void Put(ReadOnlySpan<byte> output)
    {
        if (_gzip is not null)
        {
            _gzip.Write(output);
        }
        else
        {
            _response.BodyWriter.Write(output);
        }
    }

    private async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        var flushed = await _response.BodyWriter.FlushAsync(cancellationToken);
        if (flushed.IsCompleted)
        {
            throw new OperationCanceledException("The client has gone.");
        }
    }

    private string Summary()
    {
        var elapsed = (long)_time.GetElapsedTime(_began).TotalNanoseconds;
        return string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"read_rows":"{{_cost.ReadRows}}","read_bytes":"{{_cost.ReadBytes}}","written_rows":"{{_cost.WrittenRows}}","written_bytes":"{{_cost.WrittenBytes}}","total_rows_to_read":"0","result_rows":"{{_cost.ResultRows}}","result_bytes":"{{_cost.ResultBytes}}","elapsed_ns":"{{elapsed}}"}""");
    }
}
