using System.Runtime.InteropServices;
using OneLink.Analytics.Embedded.Native;

namespace OneLink.Analytics.Embedded.Connections;

/// <summary>A result, or one chunk of a streamed one, in the engine's memory.</summary>
internal sealed unsafe class EngineResult : IDisposable
{
    private nint _handle;

    private EngineResult(nint handle) => _handle = handle;

    /// <summary>Formatted rows; valid until <see cref="Dispose"/>.</summary>
    internal ReadOnlySpan<byte> Bytes
    {
        get
        {
            var buffer = LibChdb.chdb_result_buffer(_handle);
            return buffer == null ? default : new ReadOnlySpan<byte>(buffer, checked((int)LibChdb.chdb_result_length(_handle)));
        }
    }

    internal StatementCost Cost => new()
    {
        ResultRows = LibChdb.chdb_result_rows_read(_handle),
        ResultBytes = LibChdb.chdb_result_length(_handle),
        ReadRows = LibChdb.chdb_result_storage_rows_read(_handle),
        ReadBytes = LibChdb.chdb_result_storage_bytes_read(_handle),
        WrittenRows = LibChdb.chdb_result_rows_written(_handle),
        WrittenBytes = LibChdb.chdb_result_bytes_written(_handle),
    };

    public void Dispose()
    {
        if (_handle != 0)
        {
            LibChdb.chdb_destroy_query_result(_handle);
            _handle = 0;
        }
    }

    /// <summary>Takes over a result handle; an error in it is thrown and the handle destroyed.</summary>
    /// <exception cref="EngineException">The statement failed.</exception>
    internal static EngineResult Take(nint handle)
    {
        if (handle == 0)
        {
            throw EngineException.Of(EngineError.UnknownException, "the engine gave no result.");
        }

        var result = new EngineResult(handle);
        var error = LibChdb.chdb_result_error(handle);
        if (error == null)
        {
            return result;
        }

        using (result)
        {
            throw EngineException.Reported(Marshal.PtrToStringUTF8((nint)error)!);
        }
    }
}
