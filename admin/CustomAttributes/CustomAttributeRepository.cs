using Dapper;
using OneLink.Admin.Database;

namespace OneLink.Admin.CustomAttributes;

internal sealed class CustomAttributeRepository(IDatabase database)
{
    private const string Columns = """
        id AS Id, account_id AS AccountId, model AS Model, attribute_key AS AttributeKey, display_name AS DisplayName,
        display_type AS DisplayType, description AS Description, list_values AS ListValues, regex_pattern AS RegexPattern,
        regex_cue AS RegexCue, created_at AS CreatedAt, updated_at AS UpdatedAt
        """;

    /// <param name="accountId">Whose.</param>
    /// <param name="model">One of <see cref="AttributeModel"/>; null for all.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public Task<List<CustomAttributeDefinition>> OfAccountAsync(long accountId, long? model, CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => (await connection.QueryAsync<CustomAttributeDefinition>(
                $"SELECT {Columns} FROM custom_attribute_definitions WHERE account_id = @accountId AND (@model IS NULL OR model = @model) ORDER BY id",
                new { accountId, model })).AsList(),
            cancellationToken);

    public Task<CustomAttributeDefinition?> FindAsync(long accountId, long id, CancellationToken cancellationToken)
        => database.ReadAsync(
            connection => connection.QueryFirstOrDefaultAsync<CustomAttributeDefinition>(
                $"SELECT {Columns} FROM custom_attribute_definitions WHERE account_id = @accountId AND id = @id", new { accountId, id }),
            cancellationToken);

    public static Task<CustomAttributeDefinition?> FindAsync(WriteScope scope, long accountId, long id)
        => scope.FirstOrDefaultAsync<CustomAttributeDefinition>(
            $"SELECT {Columns} FROM custom_attribute_definitions WHERE account_id = @accountId AND id = @id", new { accountId, id });

    /// <summary>Whether another attribute of the same model has the key.</summary>
    public static async Task<bool> IsTakenAsync(WriteScope scope, CustomAttributeDefinition definition)
        => await scope.FirstOrDefaultAsync<long?>(
            "SELECT id FROM custom_attribute_definitions WHERE account_id = @AccountId AND attribute_key = @AttributeKey AND model = @Model AND id <> @Id",
            definition) is not null;

    public static Task<long> InsertAsync(WriteScope scope, CustomAttributeDefinition definition)
        => scope.ScalarAsync<long>(
            """
            INSERT INTO custom_attribute_definitions (account_id, model, attribute_key, display_name, display_type, description,
                                                      list_values, regex_pattern, regex_cue, created_at, updated_at)
            VALUES (@AccountId, @Model, @AttributeKey, @DisplayName, @DisplayType, @Description,
                    @ListValues, @RegexPattern, @RegexCue, @CreatedAt, @UpdatedAt)
            RETURNING id
            """,
            definition);

    public static Task<int> UpdateAsync(WriteScope scope, CustomAttributeDefinition definition)
        => scope.ExecuteAsync(
            """
            UPDATE custom_attribute_definitions
            SET model = @Model, attribute_key = @AttributeKey, display_name = @DisplayName, display_type = @DisplayType,
                description = @Description, list_values = @ListValues, regex_pattern = @RegexPattern, regex_cue = @RegexCue,
                updated_at = @UpdatedAt
            WHERE account_id = @AccountId AND id = @Id
            """,
            definition);

    public Task<bool> DeleteAsync(long accountId, long id, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope => await scope.ExecuteAsync(
                "DELETE FROM custom_attribute_definitions WHERE account_id = @accountId AND id = @id", new { accountId, id }) > 0,
            cancellationToken);
}
