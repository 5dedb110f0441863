using OneLink.Admin.Filters;

namespace OneLink.Admin.Contacts.Export;

/// <summary>Which contacts are written to a file, and what of them. It is stored with its job.</summary>
/// <param name="Columns">Of <see cref="ContactExportColumns.Names"/>.</param>
/// <param name="Filter">Conditions that were checked; empty for everybody who is more than a visitor.</param>
/// <param name="Label">Only who carries it; null for all. Where there is a filter it does not count.</param>
internal sealed record ContactExportOptions(IReadOnlyList<string> Columns, IReadOnlyList<FilterRow> Filter, string? Label);
