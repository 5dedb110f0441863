using OneLink.Admin.CustomAttributes;
using OneLink.Admin.Filters;

namespace OneLink.Admin.Contacts;

/// <summary>What contacts can be filtered by.</summary>
internal sealed class ContactFilter(FilterCompiler compiler, CustomAttributeRepository attributes)
{
    private static readonly string[] Text =
        [FilterOperator.EqualTo, FilterOperator.NotEqualTo, FilterOperator.Contains, FilterOperator.DoesNotContain];

    private static readonly string[] Equality = [FilterOperator.EqualTo, FilterOperator.NotEqualTo];
    private static readonly string[] Times = [FilterOperator.IsGreaterThan, FilterOperator.IsLessThan, FilterOperator.DaysBefore];

    private static readonly FilterSchema Schema = new(
        [
            new("name", FilterKind.LoweredText, "contacts.sort_name", Text),
            new("phone_number", FilterKind.PhoneNumber, "contacts.phone_number", [.. Text, FilterOperator.StartsWith]),
            new("email", FilterKind.LoweredText, "contacts.email", Text),
            new("identifier", FilterKind.LoweredText, "lower(contacts.identifier)", Equality),
            new("country_code", FilterKind.LoweredText, "lower(contacts.country_code)", Equality),
            new("city", FilterKind.LoweredText, "lower(contacts.city)", Text),
            new("company", FilterKind.LoweredText, "lower(contacts.company)", Text),
            new("labels", FilterKind.Labels, "SELECT contact_id FROM contact_labels WHERE account_id = @accountId AND {values}", [.. Equality, FilterOperator.IsPresent, FilterOperator.IsNotPresent])
            {
                RowId = "contacts.id",
            },
            new("created_at", FilterKind.Time, "contacts.created_at", Times),
            new("last_activity_at", FilterKind.Time, "contacts.last_activity_at", Times),
            new("blocked", FilterKind.Flag, "contacts.blocked", Equality),
        ],
        "contacts.custom_attributes");

    /// <summary>Of a list of values only the first counts for contacts.</summary>
    public async Task<FilterOutcome> CompileAsync(long accountId, IReadOnlyList<FilterRow> rows, CancellationToken cancellationToken)
        => compiler.Compile(
            Schema,
            await attributes.OfAccountAsync(accountId, AttributeModel.Contact, cancellationToken),
            [.. rows.Select(row => row with { Values = [.. row.Values.Take(1)] })]);
}
