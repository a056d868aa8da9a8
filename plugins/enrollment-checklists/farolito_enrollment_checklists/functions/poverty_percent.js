// The twin of poverty.py: yearly income as a percentage of the HHS poverty guideline. Figures: poverty.json.
const guidelines = { 2024: [15060, 5380], 2025: [15650, 5500], 2026: [15960, 5680] };

export default (income, people, day) => {
  const year = day.slice(0, 4);
  if (!Object.keys(guidelines).includes(year) || income < 0 || people < 1 || people > 50 || people % 1) return null;
  const [first, more] = guidelines[year];
  return (income * 100) / (first + more * (people - 1));
};
