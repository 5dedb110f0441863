namespace OneLink.Admin.Contacts;

/// <summary>By what lists of contacts are sorted: the column, and whether backwards. Contacts without a value come last either way.</summary>
internal readonly record struct ContactSort(string Column, bool IsDescending)
{
    /// <summary>In the order in which they were made.</summary>
    public static ContactSort Default { get; } = new("id", IsDescending: false);

    /// <summary>Index of an account's contacts in this order.</summary>
    public string Index => Column switch
    {
        "id" => "contacts_list",
        "email" => "contacts_email",
        "phone_number" => "contacts_phone_number",
        "sort_name" => "contacts_by_name",
        "last_activity_at" => "contacts_by_activity",
        "created_at" => "contacts_by_creation",
        "company" => "contacts_by_company",
        "city" => "contacts_by_city",
        _ => "contacts_by_country",
    };

    /// <summary>Whether <see cref="Index"/> holds visitors apart, behind each other's back.</summary>
    public bool IsByKind => Column is not ("email" or "phone_number");

    /// <summary>Reads <c>name</c>, <c>-last_activity_at</c>; anything unknown is the default.</summary>
    public static ContactSort Parse(string? text)
    {
        var isDescending = text is ['-', ..];
        var column = (isDescending ? text![1..] : text) switch
        {
            "name" => "sort_name",
            "email" => "email",
            "phone_number" => "phone_number",
            "last_activity_at" => "last_activity_at",
            "created_at" => "created_at",
            "company" or "company_name" => "company",
            "city" => "city",
            "country" => "country",
            _ => null,
        };
        return column is null ? Default : new ContactSort(column, isDescending);
    }

    /// <summary>What comes after <c>ORDER BY</c>.</summary>
    public string ToSql()
    {
        var direction = IsDescending ? "DESC" : "ASC";
        return Column is "id" ? $"contacts.id {direction}" : $"contacts.{Column} {direction} NULLS LAST, contacts.id {direction}";
    }
}
