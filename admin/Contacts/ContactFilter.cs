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
        "contacts",
        "contact",
        [
            new("name", FilterKind.LoweredText, "contacts.sort_name", Text) { IsInTextIndex = true },
            new("phone_number", FilterKind.PhoneNumber, "contacts.phone_number", [.. Text, FilterOperator.StartsWith]) { IsInTextIndex = true },
            new("email", FilterKind.LoweredText, "contacts.email", Text) { IsInTextIndex = true },
            new("identifier", FilterKind.LoweredText, "lower(contacts.identifier)", Equality) { Index = new FilterIndex("id", "contacts WHERE account_id = @accountId", "lower(identifier)") },
            new("country_code", FilterKind.LoweredText, "lower(contacts.country_code)", Equality) { Index = Values("'country_code'") },
            new("city", FilterKind.LoweredText, "lower(contacts.city)", Text) { Index = Values("'city'") },
            new("company", FilterKind.LoweredText, "lower(contacts.company)", Text) { Index = Values("'company'") },
            new("labels", FilterKind.Labels, "SELECT 1 FROM contact_labels carried WHERE carried.contact_id = contacts.id AND {values}", [.. Equality, FilterOperator.IsPresent, FilterOperator.IsNotPresent])
            {
                Index = new FilterIndex("contact_id", "contact_labels WHERE account_id = @accountId", "title"),
            },
            new("created_at", FilterKind.Time, "contacts.created_at", Times),
            new("last_activity_at", FilterKind.Time, "contacts.last_activity_at", Times),
            new("blocked", FilterKind.Flag, "contacts.blocked", Equality) { Index = Values("'blocked'") with { HoldsUnset = false } },
        ]);

    /// <summary>Of a list of values only the first counts for contacts.</summary>
    public async Task<FilterOutcome> CompileAsync(long accountId, IReadOnlyList<FilterRow> rows, CancellationToken cancellationToken)
        => compiler.Compile(
            accountId,
            Schema,
            await attributes.OfAccountAsync(accountId, AttributeModel.Contact, cancellationToken),
            [.. rows.Select(row => row with { Values = [.. row.Values.Take(1)] })]);

    private static FilterIndex Values(string field) => FilterIndex.OfValues("contact", field);
}
