namespace OneLink.Analytics.Queries;

/// <summary>
/// The statements about conversions. FINAL, as a conversion is written again when its click arrives after it
/// (docs/formats/conversion.md).
/// </summary>
internal static class ConversionRange
{
    public static string CountSql(ClickQuestion question) => $$"""
        SELECT type, if(isNull(amount), '', toString(currency)) AS paid_in, count(), toString(sum(ifNull(amount, 0)))
        {{From(question, "occurred_at")}}
        GROUP BY type, paid_in
        ORDER BY type, paid_in
        """;

    public static string VariantSql(ClickQuestion question, bool isOfType) => $$"""
        SELECT {{ClickDimension.Variant.Shown()}} AS shown, uniqExact(click_id)
        {{From(question, "clicked_at")}}  AND link_id != 0{{(isOfType ? " AND type = {type:String}" : "")}}
        GROUP BY shown
        """;

    private static string From(ClickQuestion question, string time) => $$"""
        FROM conversions FINAL
        WHERE account_id = {account:UInt32}{{(question.LinkId is null ? "" : " AND link_id = {link:UInt64}")}}
          AND {{time}} >= {from:DateTime64(3, 'UTC')} AND {{time}} < {to:DateTime64(3, 'UTC')}
        {{ClickRange.Conditions(question)}}
        """;
}
