//! When a source was published, as a place on an axis.

/// A stretch of time in years, such as 2012.39; `to` is the end of a year, month or range.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub(super) struct Dates {
    pub(super) from: Moment,
    pub(super) to: Moment,
}

/// Days since the year 0, all months taken to have 31 of them: an order and a scale, no calendar.
pub(super) type Moment = u32;

const DAYS: u32 = 31;
const YEAR: u32 = 12 * DAYS;

/// Reads a date as the catalogue allows it: `2012`, `2012-05`, `2012-05-22`, `c. 1890`, `2011/2012`.
pub(super) fn read(text: &str) -> Option<Dates> {
    if let Some((from, to)) = text.split_once('/') {
        let (from, to) = (one(from)?, one(to)?);
        return Some(Dates {
            from: from.from,
            to: to.to.max(from.from),
        });
    }
    one(text)
}

fn one(text: &str) -> Option<Dates> {
    let digits = text.trim_start_matches(|c: char| !c.is_ascii_digit());
    let day = digits.split(['T', ' ']).next()?;
    let mut fields = day
        .splitn(3, '-')
        .map(|field| field.trim().parse::<u32>().ok());
    let year = fields.next()??.min(9999);
    let month = fields.next().flatten();
    let date = fields.next().flatten();
    let start = year * YEAR;
    let month_start = start + (month.unwrap_or(1).clamp(1, 12) - 1) * DAYS;
    let from = month_start + date.unwrap_or(1).clamp(1, DAYS) - 1;
    let to = match (month, date) {
        (None, _) => start + YEAR - 1,
        (Some(_), None) => month_start + DAYS - 1,
        (Some(_), Some(_)) => from,
    };
    Some(Dates { from, to })
}

/// The years between which all `dates` lie, one after the last included.
pub(super) fn years(dates: impl Iterator<Item = Dates> + Clone) -> Option<(u32, u32)> {
    let first = dates.clone().map(|it| it.from).min()? / YEAR;
    let last = dates.map(|it| it.to).max()? / YEAR + 1;
    Some((first, last))
}

/// Where `moment` lies between the first day of `years.0` and that of `years.1`, from 0 to 1.
pub(super) fn along(moment: Moment, years: (u32, u32)) -> f64 {
    let from = f64::from(years.0 * YEAR);
    let length = f64::from((years.1 - years.0).max(1) * YEAR);
    (f64::from(moment) - from) / length
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_put_in_order() {
        let order = [
            "890",
            "c. 1890",
            "1890-02",
            "2011-11/2012-12",
            "2012",
            "2012-01-02",
            "2012-05-22T10:00:00Z",
        ];
        let read: Vec<_> = order.iter().map(|text| read(text).unwrap()).collect();
        assert!(read.is_sorted_by(|a, b| a.from <= b.from));
        assert_eq!(super::read("May"), None);
        assert_eq!(years(read.into_iter()), Some((890, 2013)));
        assert!((along(2012 * YEAR + YEAR / 2, (2012, 2013)) - 0.5).abs() < 1e-9);
    }
}
