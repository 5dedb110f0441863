using NpgsqlTypes;

namespace OneLink.Admin.Database.Moving;

/// <summary>A column that both databases have.</summary>
internal sealed record MovedColumn(string Name, NpgsqlDbType Type);
