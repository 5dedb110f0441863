using System.Runtime.InteropServices;
using OneLink.Analytics.Embedded.Native;

namespace OneLink.Analytics.Embedded.Connections;

/// <summary>The rows of a SELECT, one block of the engine at a time: memory stays flat whatever the size of the result.</summary>
internal sealed unsafe class QueryStream : IDisposable
{
    private readonly nint _connection;
    private nint _stream;
    private bool _ended;

    private QueryStream(nint connection, nint stream)
    {
        _connection = connection;
        _stream = stream;
    }

    /// <summary>The next chunk, formatted on its own (headers are repeated); null at the end.</summary>
    /// <exception cref="EngineException">The query failed on the way.</exception>
    internal EngineResult? Fetch()
    {
        if (_ended)
        {
            return null;
        }

        EngineResult chunk;
        try
        {
            chunk = EngineResult.Take(LibChdb.chdb_stream_fetch_result(_connection, _stream));
        }
        catch (EngineException)
        {
            _ended = true;
            throw;
        }

        if (chunk.Bytes.Length > 0)
        {
            return chunk;
        }

        _ended = true;
        chunk.Dispose();
        return null;
    }

    /// <summary>Cancels what is still running.</summary>
    public void Dispose()
    {
        if (_stream == 0)
        {
            return;
        }

        if (!_ended)
        {
            LibChdb.chdb_stream_cancel_query(_connection, _stream);
        }

        LibChdb.chdb_destroy_query_result(_stream);
        _stream = 0;
    }

    internal static QueryStream Take(nint connection, nint stream)
    {
        if (stream == 0)
        {
            throw EngineException.Of(EngineError.UnknownException, "the engine gave no stream.");
        }

        var error = LibChdb.chdb_result_error(stream);
        if (error == null)
        {
            return new QueryStream(connection, stream);
        }

        var text = Marshal.PtrToStringUTF8((nint)error)!;
        LibChdb.chdb_destroy_query_result(stream);
        throw EngineException.Reported(text);
    }
}
