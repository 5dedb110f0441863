using System.Runtime.InteropServices;
using OneLink.Analytics.Embedded.Native;

namespace OneLink.Analytics.Embedded.Connections;

/// <summary>
/// The data of one INSERT, appended as it arrives. The only way into the engine that is safe for binary data: what follows
/// a statement inline is cut at bytes that look like the end of a line or of a statement. Where the pieces are cut does not
/// matter, neither to the blocks that are formed nor to their deduplication.
/// </summary>
internal sealed unsafe class InsertStream : IDisposable
{
    private nint _stream;
    private bool _done;

    private InsertStream(nint stream) => _stream = stream;

    /// <exception cref="EngineException">The data cannot be parsed, or the insert failed.</exception>
    internal void Append(ReadOnlySpan<byte> data)
    {
        if (data.IsEmpty)
        {
            return;
        }

        fixed (byte* start = data)
        {
            if (LibChdb.chdb_stream_append(_stream, start, (nuint)data.Length) != LibChdb.Success)
            {
                throw Failure() ?? EngineException.Of(EngineError.UnknownException, "the insert stopped taking data.");
            }
        }
    }

    /// <summary>Commits, and says what was written.</summary>
    /// <exception cref="EngineException">The insert failed; blocks that were complete before may be stored.</exception>
    internal StatementCost Complete()
    {
        _done = true;
        using var result = EngineResult.Take(LibChdb.chdb_stream_done(_stream));
        return result.Cost;
    }

    /// <summary>Cancels the insert unless it was completed.</summary>
    public void Dispose()
    {
        if (_stream == 0)
        {
            return;
        }

        if (!_done)
        {
            LibChdb.chdb_stream_cancel_insert(_stream);
        }

        LibChdb.chdb_destroy_insert_stream(_stream);
        _stream = 0;
    }

    internal static InsertStream Take(nint stream)
    {
        var insert = new InsertStream(stream);
        var failure = insert.Failure();
        if (failure is null)
        {
            return insert;
        }

        insert.Dispose();
        throw failure;
    }

    private EngineException? Failure()
    {
        var error = LibChdb.chdb_stream_insert_error(_stream);
        return error == null ? null : EngineException.Reported(Marshal.PtrToStringUTF8((nint)error)!);
    }
}
