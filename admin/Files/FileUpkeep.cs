using OneLink.Admin.Database;
using OneLink.Admin.Hosting;

namespace OneLink.Admin.Files;

/// <summary>Deletes what nobody uses: files that no message and no avatar names, then bytes that no file has.</summary>
internal sealed class FileUpkeep(IDatabase database, FileRepository files, IFileStorage storage, TimeProvider clock, ILogger<FileUpkeep> logger)
    : PeriodicUpkeep(TimeSpan.FromMinutes(10), clock, logger)
{
    /// <summary>Files in one transaction.</summary>
    private const int PieceSize = 500;

    /// <summary>For so long a file may wait to be named.</summary>
    private static readonly TimeSpan UnusedTime = TimeSpan.FromDays(1);

    private readonly TimeProvider _clock = clock;

    protected override async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        var before = _clock.GetUtcNow().Subtract(UnusedTime).ToUnixTimeMilliseconds();
        while (await database.WriteAsync(scope => FileRepository.DeleteUnusedAsync(scope, before, PieceSize), cancellationToken) == PieceSize)
        {
            // The next piece.
        }

        await RemoveDueAsync(cancellationToken);
    }

    /// <summary>Bytes first: what a crash leaves half done is done again.</summary>
    internal async Task RemoveDueAsync(CancellationToken cancellationToken)
    {
        List<string> keys;
        do
        {
            keys = await files.DueRemovalsAsync(_clock.GetUtcNow().ToUnixTimeMilliseconds(), PieceSize, cancellationToken);
            foreach (var key in keys)
            {
                await storage.DeleteAsync(FileStore.ThumbnailKeyOf(key), cancellationToken);
                await storage.DeleteAsync(key, cancellationToken);
                await database.WriteAsync(scope => FileRepository.ForgetRemovalAsync(scope, key), cancellationToken);
            }
        }
        while (keys.Count == PieceSize);
    }
}
