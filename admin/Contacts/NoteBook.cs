using Dapper;
using OneLink.Admin.Database;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Contacts;

/// <summary>The notes of contacts.</summary>
internal sealed class NoteBook(IDatabase database, TimeProvider clock)
{
    private const string Columns = """
        id AS Id, account_id AS AccountId, contact_id AS ContactId, user_id AS UserId, content AS Content,
        created_at AS CreatedAt, updated_at AS UpdatedAt
        """;

    private const string ById = $"SELECT {Columns} FROM notes WHERE account_id = @accountId AND contact_id = @contactId AND id = @id";

    /// <summary>The newest first.</summary>
    public Task<List<Note>> OfContactAsync(long accountId, long contactId, CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => (await connection.QueryAsync<Note>(
                $"SELECT {Columns} FROM notes WHERE account_id = @accountId AND contact_id = @contactId ORDER BY id DESC", new { accountId, contactId })).AsList(),
            cancellationToken);

    public Task<Note?> FindAsync(long accountId, long contactId, long id, CancellationToken cancellationToken)
        => database.ReadAsync(
            connection => connection.QueryFirstOrDefaultAsync<Note>(ById, new { accountId, contactId, id }), cancellationToken);

    public Task<RecordOutcome<Note>> AddAsync(long accountId, long contactId, long? userId, string? content, CancellationToken cancellationToken)
    {
        var errors = Check(content);
        return errors.Any
            ? Task.FromResult(new RecordOutcome<Note>(errors))
            : database.WriteAsync(
                async scope =>
                {
                    if (await ContactRepository.FindAsync(scope, accountId, contactId) is null)
                    {
                        return RecordOutcome<Note>.NotThere;
                    }

                    var at = clock.GetUtcNow().ToUnixTimeMilliseconds();
                    var note = new Note { Id = 0, AccountId = accountId, ContactId = contactId, UserId = userId, Content = content!, CreatedAt = at, UpdatedAt = at };
                    return new RecordOutcome<Note>(note with
                    {
                        Id = await scope.ScalarAsync<long>(
                            """
                            INSERT INTO notes (account_id, contact_id, user_id, content, created_at, updated_at)
                            VALUES (@AccountId, @ContactId, @UserId, @Content, @CreatedAt, @UpdatedAt) RETURNING id
                            """,
                            note),
                    });
                },
                cancellationToken);
    }

    public Task<RecordOutcome<Note>> ChangeAsync(long accountId, long contactId, long id, string? content, CancellationToken cancellationToken)
    {
        var errors = Check(content);
        return errors.Any
            ? Task.FromResult(new RecordOutcome<Note>(errors))
            : database.WriteAsync(
                async scope =>
                {
                    var changed = await scope.ExecuteAsync(
                        "UPDATE notes SET content = @content, updated_at = @at WHERE account_id = @accountId AND contact_id = @contactId AND id = @id",
                        new { accountId, contactId, id, content, at = clock.GetUtcNow().ToUnixTimeMilliseconds() });
                    return changed == 0
                        ? RecordOutcome<Note>.NotThere
                        : new RecordOutcome<Note>((await scope.FirstOrDefaultAsync<Note>(ById, new { accountId, contactId, id }))!);
                },
                cancellationToken);
    }

    /// <returns>Whether it was there.</returns>
    public Task<bool> RemoveAsync(long accountId, long contactId, long id, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope => await scope.ExecuteAsync(
                "DELETE FROM notes WHERE account_id = @accountId AND contact_id = @contactId AND id = @id", new { accountId, contactId, id }) > 0,
            cancellationToken);

    private static RecordErrors Check(string? content)
    {
        var errors = new RecordErrors();
        TextRules.Present(errors, "content", content);
        TextRules.Length(errors, "content", content, TextRules.TextLength);
        return errors;
    }
}
