using System.Runtime.InteropServices;

namespace OneLink.Analytics.Embedded.Native;

/// <summary>
/// The parts of libchdb's C interface (chdb.h, 26.7.3) that the host uses. Texts are bytes with a length and need no
/// terminator. Pointers that belong to a result die with it. All calls block.
/// </summary>
internal static unsafe partial class LibChdb
{
    internal const string Library = "chdb";

    internal const int Success = 0;

    /// <summary>Text such as <c>26.7.3</c>, zero-terminated, owned by the library.</summary>
    [LibraryImport(Library)]
    internal static partial byte* chdb_version();

    /// <summary>0 keeps the library from taking the process's fault signals; to be called before the first connect.</summary>
    [LibraryImport(Library)]
    internal static partial void chdb_set_signal_handlers_enabled(int enabled);

    /// <summary>Null on failure, whose reason is only written to stderr. What it points to is passed to statements, itself to close.</summary>
    [LibraryImport(Library)]
    internal static partial nint* chdb_connect(int count, byte** arguments);

    [LibraryImport(Library)]
    internal static partial void chdb_close_conn(nint* connection);

    /// <summary>Stops the engine's threads; the library cannot be used again in this process.</summary>
    [LibraryImport(Library)]
    internal static partial int chdb_shutdown();

    [LibraryImport(Library)]
    internal static partial int chdb_classify_query_n(
        nint connection, byte* sql, nuint sqlLength, byte* database, nuint databaseLength, QueryAnalysis* analysis);

    [LibraryImport(Library)]
    internal static partial nint chdb_query_with_params_n(
        nint connection, byte* sql, nuint sqlLength, byte* format, nuint formatLength,
        byte** names, nuint* nameLengths, byte** values, nuint* valueLengths, nuint count);

    /// <summary>A handle to fetch chunks with; ask it for an error first.</summary>
    [LibraryImport(Library)]
    internal static partial nint chdb_stream_query_with_params_n(
        nint connection, byte* sql, nuint sqlLength, byte* format, nuint formatLength,
        byte** names, nuint* nameLengths, byte** values, nuint* valueLengths, nuint count);

    /// <summary>The next chunk as a result of its own; empty at the end.</summary>
    [LibraryImport(Library)]
    internal static partial nint chdb_stream_fetch_result(nint connection, nint stream);

    [LibraryImport(Library)]
    internal static partial void chdb_stream_cancel_query(nint connection, nint stream);

    /// <summary>The statement must have no FORMAT. Never null; ask it for an error first.</summary>
    [LibraryImport(Library)]
    internal static partial nint chdb_stream_insert_with_params_n(
        nint connection, byte* sql, nuint sqlLength, byte* format, nuint formatLength,
        byte** names, nuint* nameLengths, byte** values, nuint* valueLengths, nuint count);

    /// <summary>Copies the bytes; waits while the engine is behind.</summary>
    [LibraryImport(Library)]
    internal static partial int chdb_stream_append(nint stream, byte* data, nuint length);

    /// <summary>A result with what was written, or an error. The stream still has to be destroyed.</summary>
    [LibraryImport(Library)]
    internal static partial nint chdb_stream_done(nint stream);

    [LibraryImport(Library)]
    internal static partial void chdb_stream_cancel_insert(nint stream);

    [LibraryImport(Library)]
    internal static partial byte* chdb_stream_insert_error(nint stream);

    [LibraryImport(Library)]
    internal static partial void chdb_destroy_insert_stream(nint stream);

    [LibraryImport(Library)]
    internal static partial void chdb_destroy_query_result(nint result);

    [LibraryImport(Library)]
    internal static partial byte* chdb_result_buffer(nint result);

    [LibraryImport(Library)]
    internal static partial nuint chdb_result_length(nint result);

    [LibraryImport(Library)]
    internal static partial byte* chdb_result_error(nint result);

    /// <summary>Rows of the result, whatever its name says.</summary>
    [LibraryImport(Library)]
    internal static partial ulong chdb_result_rows_read(nint result);

    [LibraryImport(Library)]
    internal static partial ulong chdb_result_storage_rows_read(nint result);

    [LibraryImport(Library)]
    internal static partial ulong chdb_result_storage_bytes_read(nint result);

    [LibraryImport(Library)]
    internal static partial ulong chdb_result_rows_written(nint result);

    [LibraryImport(Library)]
    internal static partial ulong chdb_result_bytes_written(nint result);
}
