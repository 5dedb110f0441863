using System.Data.Common;
using Dapper;
using OneLink.Admin.Database;

namespace OneLink.Admin.Contacts;

/// <summary>The stored contacts. Every query names the account.</summary>
internal sealed class ContactRepository(IDatabase database)
{
    public const string Columns = """
        contacts.id AS Id, contacts.account_id AS AccountId, contacts.uuid AS Uuid, contacts.name AS Name, contacts.email AS Email,
        contacts.phone_number AS PhoneNumber, contacts.identifier AS Identifier, contacts.blocked AS IsBlocked,
        contacts.additional_attributes AS AdditionalAttributes, contacts.custom_attributes AS CustomAttributes,
        contacts.avatar_file_id AS AvatarFileId, contacts.avatar_url AS AvatarUrl, contacts.last_activity_at AS LastActivityAt,
        contacts.created_at AS CreatedAt, contacts.updated_at AS UpdatedAt
        """;

    private const string ById = $"SELECT {Columns} FROM contacts WHERE account_id = @accountId AND id = @id";

    public Task<Contact?> FindAsync(long accountId, long id, CancellationToken cancellationToken)
        => database.ReadAsync(connection => connection.QueryFirstOrDefaultAsync<Contact>(ById, new { accountId, id }), cancellationToken);

    /// <summary>As <see cref="FindAsync(long, long, CancellationToken)"/>, as the caller's transaction sees it.</summary>
    public static Task<Contact?> FindAsync(WriteScope scope, long accountId, long id) => scope.FirstOrDefaultAsync<Contact>(ById, new { accountId, id });

    public Task<List<Contact>> FindAsync(long accountId, IReadOnlyList<long> ids, CancellationToken cancellationToken)
        => database.ReadAsync(connection => InOrderAsync(connection, transaction: null, accountId, ids), cancellationToken);

    /// <summary>The contact whom the account knows by that id of its own.</summary>
    public static Task<Contact?> FindByIdentifierAsync(WriteScope scope, long accountId, string identifier)
        => scope.FirstOrDefaultAsync<Contact>(
            $"SELECT {Columns} FROM contacts WHERE account_id = @accountId AND identifier = @identifier", new { accountId, identifier });

    /// <summary>The contacts with these ids, in the order of the ids.</summary>
    public static async Task<List<Contact>> InOrderAsync(DbConnection connection, DbTransaction? transaction, long accountId, IReadOnlyList<long> ids)
    {
        if (ids.Count == 0)
        {
            return [];
        }

        var byId = (await connection.QueryAsync<Contact>(
            $"SELECT {Columns} FROM contacts WHERE +account_id = @accountId AND id IN @ids", new { accountId, ids }, transaction)).ToDictionary(contact => contact.Id);
        return [.. ids.Where(byId.ContainsKey).Select(id => byId[id])];
    }

    /// <summary>
    /// Whoever has the e-mail address, phone number or identifier already: at most three, of this account.
    /// </summary>
    public static async Task<List<Contact>> HoldersAsync(WriteScope scope, Contact contact)
        => (await scope.QueryAsync<Contact>(
            $"""
            SELECT {Columns} FROM contacts
            WHERE id <> @Id AND id IN (
              SELECT id FROM contacts WHERE account_id = @AccountId AND email = @Email
              UNION SELECT id FROM contacts WHERE account_id = @AccountId AND phone_number = @PhoneNumber
              UNION SELECT id FROM contacts WHERE account_id = @AccountId AND identifier = @Identifier)
            ORDER BY id
            """,
            contact)).AsList();

    /// <summary>Stores a new contact.</summary>
    /// <returns>The contact with its id, or null where another one has just taken what must be its own.</returns>
    public static async Task<Contact?> InsertAsync(WriteScope scope, Contact contact)
    {
        var place = ContactPlace.Of(contact);
        var id = await scope.FirstOrDefaultAsync<long?>(
            """
            INSERT INTO contacts (account_id, uuid, name, email, phone_number, identifier, blocked, is_resolved,
                                  additional_attributes, custom_attributes, sort_name, search_text, company, city, country, country_code,
                                  avatar_file_id, avatar_url, last_activity_at, created_at, updated_at)
            VALUES (@AccountId, @Uuid, @Name, @Email, @PhoneNumber, @Identifier, @IsBlocked, @IsResolved,
                    @AdditionalAttributes, @CustomAttributes, @SortName, @SearchText, @Company, @City, @Country, @CountryCode,
                    @AvatarFileId, @AvatarUrl, @LastActivityAt, @CreatedAt, @UpdatedAt)
            ON CONFLICT DO NOTHING RETURNING id
            """,
            Row(contact, place));
        return id is null ? null : contact with { Id = id.Value };
    }

    public static Task<int> UpdateAsync(WriteScope scope, Contact contact)
        => scope.ExecuteAsync(
            """
            UPDATE contacts SET name = @Name, email = @Email, phone_number = @PhoneNumber, identifier = @Identifier, blocked = @IsBlocked,
                                is_resolved = @IsResolved, additional_attributes = @AdditionalAttributes,
                                custom_attributes = @CustomAttributes, sort_name = @SortName, search_text = @SearchText,
                                company = @Company, city = @City, country = @Country, country_code = @CountryCode,
                                avatar_file_id = @AvatarFileId, avatar_url = @AvatarUrl, last_activity_at = @LastActivityAt, updated_at = @UpdatedAt
            WHERE account_id = @AccountId AND id = @Id
            """,
            Row(contact, ContactPlace.Of(contact)));

    /// <summary>Notes that the contact has been active.</summary>
    public static Task<int> TouchAsync(WriteScope scope, long accountId, long id, long at)
        => scope.ExecuteAsync("UPDATE contacts SET last_activity_at = @at WHERE account_id = @accountId AND id = @id", new { accountId, id, at });

    /// <summary>Removes the contact with its conversations, inboxes, labels and notes.</summary>
    public static Task<int> DeleteAsync(WriteScope scope, long accountId, long id)
        => scope.ExecuteAsync("DELETE FROM contacts WHERE account_id = @accountId AND id = @id", new { accountId, id });

    private static object Row(Contact contact, ContactPlace place) => new
    {
        contact.Id,
        contact.AccountId,
        contact.Uuid,
        contact.Name,
        contact.Email,
        contact.PhoneNumber,
        contact.Identifier,
        contact.IsBlocked,
        contact.IsResolved,
        contact.AdditionalAttributes,
        contact.CustomAttributes,
        contact.SortName,
        contact.SearchText,
        place.Company,
        place.City,
        place.Country,
        place.CountryCode,
        contact.AvatarFileId,
        contact.AvatarUrl,
        contact.LastActivityAt,
        contact.CreatedAt,
        contact.UpdatedAt,
    };
}
