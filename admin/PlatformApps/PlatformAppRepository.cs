using Dapper;
using OneLink.Admin.Database;

namespace OneLink.Admin.PlatformApps;

internal sealed class PlatformAppRepository(IDatabase database)
{
    private const string Columns = "id AS Id, name AS Name, created_at AS CreatedAt";

    public Task<PlatformApp?> FindAsync(long id, CancellationToken cancellationToken)
        => database.ReadAsync(
            connection => connection.QueryFirstOrDefaultAsync<PlatformApp>($"SELECT {Columns} FROM platform_apps WHERE id = @id", new { id }), cancellationToken);

    public static Task<PlatformApp?> FindAsync(WriteScope scope, long id)
        => scope.FirstOrDefaultAsync<PlatformApp>($"SELECT {Columns} FROM platform_apps WHERE id = @id", new { id });

    public Task<List<PlatformApp>> AllAsync(CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => (await connection.QueryAsync<PlatformApp>($"SELECT {Columns} FROM platform_apps ORDER BY id")).AsList(), cancellationToken);

    /// <summary>Stores a new app.</summary>
    public static async Task<PlatformApp> InsertAsync(WriteScope scope, string name, long at)
        => new()
        {
            Id = await scope.ScalarAsync<long>("INSERT INTO platform_apps (name, created_at) VALUES (@name, @at) RETURNING id", new { name, at }),
            Name = name,
            CreatedAt = at,
        };

    public static Task<int> RenameAsync(WriteScope scope, long id, string name)
        => scope.ExecuteAsync("UPDATE platform_apps SET name = @name WHERE id = @id", new { id, name });

    /// <summary>Deletes an app with its permissions. What it made stays.</summary>
    public static Task<int> DeleteAsync(WriteScope scope, long id) => scope.ExecuteAsync("DELETE FROM platform_apps WHERE id = @id", new { id });
}
