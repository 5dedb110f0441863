using OneLink.Admin.Hosting;

namespace OneLink.Admin.Database;

/// <summary>What the start, the health check and the writer need of one kind of database.</summary>
internal interface IDatabaseEngine
{
    /// <summary>Number of the newest schema step in this build.</summary>
    int LatestSchema { get; }

    /// <summary>Opens the database for this process, its schema brought up to this build's.</summary>
    /// <returns>What was opened, for the log.</returns>
    /// <exception cref="StartupException">It cannot be opened, or has a schema that this build cannot work with.</exception>
    Task<string> OpenAsync(CancellationToken cancellationToken);

    /// <summary>Opens what the writer writes on.</summary>
    Task<WriteConnection> OpenWriterAsync();
}
