namespace OneLink.Analytics.Embedded.Connections;

/// <summary>
/// What the engine may use. Its own defaults are those of a dedicated server: caches of 5 GiB each, all processors, 90 % of
/// the memory. Meaning and reasons of each: docs/operations/clickhouse.md.
/// </summary>
internal sealed record EngineLimits
{
    private const long Mebibyte = 1024 * 1024;

    /// <summary>Memory of the whole process above which statements are refused, in bytes.</summary>
    internal required long MemoryBytes { get; init; }

    /// <summary>Threads of one statement.</summary>
    internal int ThreadsPerStatement { get; init; } = Math.Clamp(Environment.ProcessorCount / 2, 1, 8);

    /// <summary>Statements that read at the same time; further ones wait.</summary>
    internal int ConcurrentReads { get; init; } = 4;

    /// <summary>Statements that write at the same time; further ones wait.</summary>
    internal int ConcurrentWrites { get; init; } = 4;

    /// <summary>Longest wait for a place before the answer is TOO_MANY_SIMULTANEOUS_QUERIES.</summary>
    internal TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Default of <c>max_execution_time</c>; a request may set its own.</summary>
    internal TimeSpan ExecutionTime { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Largest result in a format that cannot be streamed (JSON, Parquet, …), in bytes of the engine's own layout.</summary>
    internal long HeldResultBytes => MemoryBytes / 8;

    /// <summary>A quarter of the machine, at least 1 GiB and at most 4 GiB.</summary>
    internal static EngineLimits ForThisMachine() => new()
    {
        MemoryBytes = Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4, 1024 * Mebibyte, 4096 * Mebibyte),
    };

    /// <summary>
    /// Arguments of a connection. Server settings among them count at the first connect and are ignored later; all others
    /// are the defaults of that connection's session. An unknown name is ignored in silence, so a test reads them back.
    /// </summary>
    internal IEnumerable<string> ToArguments() =>
    [
        $"--max_server_memory_usage={MemoryBytes}",
        $"--mark_cache_size={MemoryBytes / 32}",
        $"--primary_index_cache_size={MemoryBytes / 32}",
        $"--index_mark_cache_size={MemoryBytes / 128}",
        $"--query_condition_cache_size={MemoryBytes / 128}",
        $"--parquet_metadata_cache_size={Mebibyte}",
        $"--text_index_header_cache_size={Mebibyte}",
        $"--text_index_tokens_cache_size={Mebibyte}",
        $"--text_index_postings_cache_size={Mebibyte}",
        $"--unique_key_index_cache_size_bytes={Mebibyte}",
        "--vector_similarity_index_cache_size=0",
        "--iceberg_metadata_files_cache_size=0",
        "--compiled_expression_cache_size=8388608",
        "--background_pool_size=2",
        "--background_schedule_pool_size=2",
        $"--max_threads={ThreadsPerStatement}",
        "--max_insert_threads=1",
        $"--max_memory_usage={MemoryBytes / 2}",
        $"--max_bytes_before_external_group_by={MemoryBytes / 4}",
        $"--max_bytes_before_external_sort={MemoryBytes / 4}",
        $"--max_execution_time={(long)ExecutionTime.TotalSeconds}",
        // Since 26.x inserts are collected by default, where neither the acknowledgement nor tokens mean the same.
        "--async_insert=0",
        // Several parsing threads for each insert cost more memory than a machine shared with the edge has to give.
        "--input_format_parallel_parsing=0",
        // As a server has it; the library's own defaults are those of an interactive tool.
        "--implicit_select=0",
        "--date_time_input_format=basic",
    ];
}
